// The slugs of the desk's forms, by the same rules as byline/lib/slugs.py, which makes all others.
(() => {
  "use strict";

  const LONGEST = 100; // characters
  const ZWNJ = "\u200c";
  const ZWJ = "\u200d";
  // The signs that join two consonants (combining class 9); JavaScript has no property for them.
  const VIRAMA = new RegExp(
    "[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca\\u0e3a" +
      "\\u0eba\\u0f84\\u1039\\u103a\\u1714\\u1715\\u1734\\u17d2\\u1a60\\u1b44\\u1baa\\u1bab\\u1bf2" +
      "\\u1bf3\\u2d7f\\ua806\\ua82c\\ua8c4\\ua953\\ua9c0\\uaaf6\\uabed\\u{10a3f}\\u{11046}" +
      "\\u{11070}\\u{1107f}\\u{110b9}\\u{11133}\\u{11134}\\u{111c0}\\u{11235}\\u{112ea}" +
      "\\u{1134d}\\u{11442}\\u{114c2}\\u{115bf}\\u{1163f}\\u{116b6}\\u{1172b}\\u{11839}" +
      "\\u{1193d}\\u{1193e}\\u{119e0}\\u{11a34}\\u{11a47}\\u{11a99}\\u{11c3f}\\u{11d44}" +
      "\\u{11d45}\\u{11d97}]",
    "u",
  );
  const VARIATION_SELECTORS = /[\u034f\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
  const ALPHANUMERIC = /[\p{L}\p{N}]/u;
  const ASCII_WORD = /^[A-Za-z0-9]+$/;
  const MARK = /[\p{Mn}\p{Mc}]/u;
  const BETWEEN_WORDS = /[\p{Pd}\s/\u0f0b\u0f0c\u1361\u30fb]/u;
  const ARABIC = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Mn}]/u;

  const isAscii = (character) => character.codePointAt(0) < 128;

  const withoutAccent = (letter) => {
    if (isAscii(letter) || !ALPHANUMERIC.test(letter)) return letter;
    const plain = letter.normalize("NFKD").replace(/\p{M}/gu, "");
    return ASCII_WORD.test(plain) ? plain : letter;
  };

  const joins = (joiner, before, after) =>
    before !== "" &&
    (VIRAMA.test(before) || (joiner === ZWNJ && ARABIC.test(before) && ARABIC.test(after)));

  const asKept = (character, before, after) => {
    if (character === "_" || ALPHANUMERIC.test(character)) return character;
    if (MARK.test(character)) return before && !isAscii(before) ? character : "";
    if (character === ZWNJ || character === ZWJ)
      return joins(character, before, after) ? character : "";
    return BETWEEN_WORDS.test(character) ? "-" : "";
  };

  const isInsideSyllable = (before, after) =>
    MARK.test(after) || [before, after].some((one) => one === ZWNJ || one === ZWJ) ||
    VIRAMA.test(before);

  const trimmed = (slug) => slug.replace(/^[-_]+|[-_]+$/g, "");

  const cut = (slug) => {
    const characters = [...slug];
    let end = Math.min(characters.length, LONGEST);
    while (end > 0 && end < characters.length && isInsideSyllable(characters[end - 1], characters[end]))
      end -= 1;
    return trimmed(characters.slice(0, end).join(""));
  };

  const slugify = (text) => {
    const plain = text.normalize("NFC").replace(VARIATION_SELECTORS, "");
    const characters = [...[...plain].map(withoutAccent).join("").toLowerCase()];
    let before = "";
    let slug = "";
    characters.forEach((character, place) => {
      const kept = asKept(character, before, characters[place + 1] ?? "");
      slug += kept;
      if (kept || (character !== ZWNJ && character !== ZWJ)) before = kept;
    });
    return cut(trimmed(slug.replace(/-+/g, "-").normalize("NFC")));
  };

  // In place of Wagtail's controller, whose slugs lose vowel signs and other marks.
  class SlugController extends window.StimulusModule.Controller {
    compare(event) {
      const follows = !this.element.value || slugify(event.detail?.value ?? "") === this.element.value;
      if (!follows) event.preventDefault();
      return follows;
    }

    slugify(event) {
      const sourceValue = event?.detail?.value ?? this.element.value;
      const cleanValue = slugify(sourceValue);
      this.element.value = cleanValue;
      this.dispatch("applied", { cancelable: false, detail: { action: "slugify", cleanValue, sourceValue } });
      return cleanValue;
    }

    urlify(event) {
      return this.slugify(event);
    }
  }

  window.wagtail.app.register("w-slug", SlugController);
})();

/* Sets up the widgets that Wagtail would set up by inline scripts, also those that are added to the
   page later. Only Wagtail's own set-up functions can be named. */
(() => {
  "use strict";
  const FUNCTIONS = ["initDateChooser", "initDateTimeChooser", "initTimeChooser", "createTaskChooser"];
  const CLASSES = /^(InlinePanel|MultipleChooserPanel|(Page|Image|Document|Snippet)?Chooser)$/;

  function setUp(element) {
    const { deskSetup: name, id, options } = element.dataset;
    element.remove(); // an element that is moved is not set up twice
    const args = [id, options && JSON.parse(options)].filter((argument) => argument !== undefined);
    if (FUNCTIONS.includes(name)) window[name](...args);
    else if (CLASSES.test(name)) new window[name](...args);
  }

  function setUpAllIn(root) {
    for (const element of root.querySelectorAll("template[data-desk-setup]")) {
      try {
        setUp(element);
      } catch (error) {
        reportError(error); // the other widgets work
      }
    }
  }

  jQuery(() => { // otherwise Jcrop tries it with an inline handler, which is a violation of the policy
    if (jQuery.Jcrop) jQuery.Jcrop.defaults.touchSupport = "ontouchstart" in window;
  });

  new MutationObserver((changes) => {
    if (changes.some((change) => change.addedNodes.length)) setUpAllIn(document);
  }).observe(document, { childList: true, subtree: true });
})();

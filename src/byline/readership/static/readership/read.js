// Tells the paper that this page was before somebody's eyes, once it was for some seconds. It keeps nothing in a reader's browser.
(() => {
  const SECONDS = 4, MONTH = 30 * 864e5; // milliseconds
  const { read, staff } = document.currentScript.dataset;
  let soon;

  function isStaff() {
    try {
      return staff !== "counts" && Date.now() - localStorage.getItem("byline-desk") < MONTH;
    } catch {
      return false; // a browser that keeps nothing
    }
  }

  function tell() {
    document.removeEventListener("visibilitychange", look);
    const from = document.referrer ? new URL(document.referrer).hostname : "";
    navigator.sendBeacon("/-/read", [read, from, isStaff() ? "staff" : ""].join("\n"));
  }

  function look() {
    clearTimeout(soon);
    if (document.visibilityState === "visible") soon = setTimeout(tell, SECONDS * 1000);
  }

  document.addEventListener("visibilitychange", look);
  look();
})();

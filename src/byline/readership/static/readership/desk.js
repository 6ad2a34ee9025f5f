// The paper's own people are not counted, if the site so chooses: who works at the desk says so in this browser, for 30 days.
try {
  localStorage.setItem("byline-desk", Date.now());
} catch {
  // a browser that keeps nothing is counted
}

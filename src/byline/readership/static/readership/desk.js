// The paper's own people are not counted, if the site so chooses: who works at the desk says so in this browser, for 30 days.
try {
  localStorage.setItem("byline-desk", Date.now());
} catch {
  // a browser that keeps nothing is counted
}

// What is being read is asked again every half minute, while somebody looks.
document.addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector("[data-now]");
  if (!place) return;
  setInterval(async () => {
    if (document.hidden || place.contains(document.activeElement)) return;
    try {
      const answer = await fetch(place.dataset.now);
      if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
    } catch {
      // the next time
    }
  }, 30_000);
});

// Runs before the first paint: puts back the theme, density and text size last chosen on this machine.
(function () {
  try {
    var root = document.documentElement;
    var saved = JSON.parse(window.localStorage.getItem("essaim.look") || "{}");
    if (saved.theme === "light" || saved.theme === "dark") root.dataset.theme = saved.theme;
    if (saved.contrast === "more") root.dataset.contrast = "more";
    if (saved.density === "compact") root.dataset.density = "compact";
    if (typeof saved.textScale === "number") root.style.fontSize = saved.textScale + "%";
    if (saved.language === "en") root.lang = "en";
  } catch {
    // Unreadable preferences are the system's preferences.
  }
})();

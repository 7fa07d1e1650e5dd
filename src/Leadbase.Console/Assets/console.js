// Runs before the first paint: the theme that was chosen here, if any; without a choice the system's holds.
(() => {
  "use strict";
  const root = document.documentElement;
  const stored = localStorage.getItem("theme");
  if (stored === "light" || stored === "dark") root.dataset.theme = stored;

  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

  const say = text => {
    const live = document.getElementById("announcements");
    if (live) live.textContent = text;
  };

  const copy = async button => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      // Without a secure context there is only the older way.
      const area = Object.assign(document.createElement("textarea"), { value: button.dataset.copy });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.dataset.copied = "";
    say("Copied");
    setTimeout(() => delete button.dataset.copied, 1500);
  };

  document.addEventListener("click", event => {
    const button = event.target.closest?.("[data-copy],[data-theme-switch],[data-skip]");
    if (!button) return;
    if ("skip" in button.dataset) {
      // The router would scroll there and leave the focus behind.
      event.preventDefault();
      document.getElementById("main").focus();
      return;
    }
    if ("copy" in button.dataset) {
      copy(button);
      return;
    }
    const theme = isDark() ? "light" : "dark";
    root.dataset.theme = theme;
    localStorage.setItem("theme", theme);
    say(theme === "dark" ? "Dark" : "Light");
  });
})();

/* Runs before the first paint: the colours chosen last, so that no other theme flashes up until settings.js has loaded. */

document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "system";

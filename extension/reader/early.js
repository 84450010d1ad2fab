/* Runs before the first paint: the theme chosen last, so that no other one flashes up until the settings are loaded. */

document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "system";

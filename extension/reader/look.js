/** Puts the reader's choices on the page: theme, typeface, size, width of the lines, line height. */

const LETTER = { serif: 0.455, sans: 0.5, dyslexia: 0.685 }; // em; a letter's average width, measured on German prose

export function applyLook({ theme, font, size, width, leading }) {
  const { dataset, style } = document.documentElement;
  dataset.theme = theme;
  dataset.font = font;
  style.setProperty("--size", `${size / 16}rem`);
  style.setProperty("--measure", `${(width * LETTER[font] * size) / 16}rem`);
  style.setProperty("--leading", leading);
  localStorage.setItem("theme", theme); // for early.js
}

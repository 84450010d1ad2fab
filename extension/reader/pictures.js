/** The article's pictures: whether they load, and room kept for them, so that nothing moves when they come. */

/** Lets the pictures under `root` load, or takes their addresses away; what has loaded is then gone from view. */
export function showPictures(root, wanted) {
  root.querySelectorAll("img").forEach(wanted ? release : withhold);
}

/**
 * A picture that arrives, or fails to, while it is in view fills the room that was kept for it, and takes its own shape
 * once it is out of view. One that is out of view does so at once.
 */
export function keepRoom(article) {
  const leaving = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) {
        leaving.unobserve(target);
        shape(target);
      }
    }
  });
  article.addEventListener("load", ({ target }) => leaving.observe(target), true);
  article.addEventListener("error", ({ target }) => {
    target.dataset.state = "failed"; // its words stand in its room
    leaving.observe(target);
  }, true);
}

function shape(picture) {
  if (picture.naturalWidth) {
    picture.width = picture.naturalWidth;
    picture.height = picture.naturalHeight;
  } else if (picture.hasAttribute("src")) {
    picture.dataset.state = "broken";
  }
}

function withhold(picture) {
  if (picture.hasAttribute("src")) {
    picture.dataset.src = picture.getAttribute("src");
    picture.removeAttribute("src");
    delete picture.dataset.state;
  }
}

function release(picture) {
  if (picture.dataset.src) {
    picture.src = picture.dataset.src;
    delete picture.dataset.src;
  }
}

// Where a review is kept between visits: in the browser, until its reviewer exports it.

// Some browsers store nothing for a page opened as a file.
export function saveReview(key, review) {
  try {
    localStorage.setItem(key, JSON.stringify(review));
    return true;
  } catch {
    return false;
  }
}

export function loadReview(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/* Buttons that copy a link, a citation, code or a chart's picture; shown only where the browser can. */
(function () {
  "use strict";

  var root = document.documentElement;
  var board = navigator.clipboard;
  if (!board || !board.writeText) {
    return;
  }
  root.classList.add("can-copy");
  /* A page from disk may not read the picture beside it. */
  if (window.ClipboardItem && board.write && location.protocol !== "file:") {
    root.classList.add("can-copy-pictures");
  }

  /* Says to a screen reader what the button's own words say to the eye. */
  function told(text) {
    var place = document.getElementById("copied");
    if (!place) {
      place = document.createElement("div");
      place.id = "copied";
      place.className = "unseen";
      place.setAttribute("role", "status");
      document.body.appendChild(place);
    }
    place.textContent = "";
    setTimeout(function () { place.textContent = text; }, 50);
  }

  function done(button) {
    button.classList.add("is-copied");
    told(button.dataset.done);
    setTimeout(function () { button.classList.remove("is-copied"); }, 2500);
  }

  function picture(address) {
    return fetch(address).then(function (answer) {
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      return answer.blob();
    });
  }

  document.addEventListener("click", function (event) {
    var target = event.target;
    var button = target.closest ? target.closest("button.copy") : null;
    if (button && button.dataset.copyPicture) {
      /* The promise itself: a browser that waits for the picture forgets that a person clicked. */
      board.write([new ClipboardItem({ "image/png": picture(button.dataset.copyPicture) })])
        .then(function () { done(button); }, function () { window.location.href = button.dataset.copyPicture; });
    } else if (button) {
      board.writeText(button.dataset.copy).then(function () { done(button); }, function () {});
    }
    document.querySelectorAll("details.take[open]").forEach(function (menu) {
      if (!menu.contains(target)) {
        menu.open = false;
      }
    });
  });

  document.addEventListener("keydown", function (event) {
    var menu = event.key === "Escape" && document.activeElement && document.activeElement.closest("details.take[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();

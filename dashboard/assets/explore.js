/* In a dark window Plotly draws the live chart in the dark colours that the page names (scene/dark.py). */
(function () {
  "use strict";

  var root = document.querySelector("[data-dark]");
  if (!root || !window.Plotly) {
    return;
  }
  var colours = JSON.parse(root.dataset.dark);
  var dark = matchMedia("screen and (prefers-color-scheme: dark)");
  var last = null;

  function themed(value) {
    if (typeof value === "string") {
      return dark.matches && colours[value] || value;
    }
    if (Array.isArray(value)) {
      return value.map(themed);
    }
    if (value && Object.getPrototypeOf(value) === Object.prototype) {
      return Object.keys(value).reduce(function (copy, name) {
        copy[name] = themed(value[name]);
        return copy;
      }, {});
    }
    return value;
  }

  ["newPlot", "react"].forEach(function (name) {
    var draw = Plotly[name];
    Plotly[name] = function (place, figure) {
      last = { draw: draw, place: place, figure: figure };
      return draw(place, themed(figure));
    };
  });

  dark.addEventListener("change", function () {
    if (last) {
      last.draw(last.place, themed(last.figure));
    }
  });
})();

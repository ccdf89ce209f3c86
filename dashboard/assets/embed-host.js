/* On a page that shows our charts in frames: gives each frame the height of what is in it. It believes the site
   alone that it came from, and changes nothing but the height of the very frame that speaks. */
(function () {
  "use strict";

  var script = document.currentScript;
  var origin = script && new URL(script.src).origin;
  if (!origin) {
    return;
  }

  window.addEventListener("message", function (event) {
    var height = event.origin === origin && event.data ? event.data.piracyChartHeight : 0;
    if (!(typeof height === "number" && height >= 50 && height <= 20000)) {
      return;
    }
    document.querySelectorAll("iframe").forEach(function (frame) {
      if (frame.contentWindow === event.source) {
        frame.style.height = height + "px";
      }
    });
  });

  /* Those that were there first have told already. */
  document.querySelectorAll("iframe").forEach(function (frame) {
    if (frame.src.indexOf(origin + "/") === 0 && frame.contentWindow) {
      frame.contentWindow.postMessage("piracyChartHeight", "*");
    }
  });
})();

"use strict";
fetch("/api/state").then((answer) => answer.json()).then((state) => {
  document.getElementById("phones").textContent = JSON.stringify(state, null, 2);
});

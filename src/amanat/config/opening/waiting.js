(() => {
  const by = (id) => document.getElementById(id);
  const local = new Intl.NumberFormat(document.documentElement.lang === "fa" ? "fa-IR" : "en");
  const retry = () => 3 + Math.random() * 9;
  const show = (told) => {
    by("says").textContent = told.sentence;
    const rows = by("live");
    rows.replaceChildren(...["ticket", "seen", "accepted"].map((name) => {
      const row = document.createElement("div");
      const label = document.createElement("dt"), value = document.createElement("dd");
      label.textContent = rows.dataset[name];
      value.textContent = local.format(told[name]);
      row.append(label, value);
      return row;
    }));
    rows.hidden = false;
    by("on").hidden = !told.next;
    if (told.next) by("on").firstElementChild.href = told.next;
    const button = document.querySelector("main > a.go");
    if (button) button.remove();
  };
  const ask = async () => {
    let seconds = retry();
    try {
      const answer = await fetch("place", { headers: { accept: "application/json" } });
      const told = await answer.json();
      if (answer.ok) { show(told); seconds = told.again_seconds; }
      else if (answer.status === 404) { by("says").textContent = told[document.documentElement.lang === "fa" ? "detail_fa" : "detail"]; return; }
      else seconds = Number(answer.headers.get("retry-after")) || seconds;
      by("lost").hidden = answer.ok;
    } catch { by("lost").hidden = false; }
    setTimeout(ask, seconds * 1000 + Math.random() * 1000);
  };
  ask();
})();

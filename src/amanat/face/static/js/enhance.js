// Only enhances: every page works without this file.
// Countdowns: refresh the words each minute from the machine-readable end.
(() => {
  const fa = document.documentElement.lang === "fa";
  const digits = (n) => (fa ? String(n).replace(/[0-9]/g, (d) => "۰۱۲۳۴۵۶۷۸۹"[d]) : String(n));
  const spoken = (minutes) => {
    const units = [[Math.floor(minutes / 1440), "روز", "day"], [Math.floor(minutes / 60) % 24, "ساعت", "hour"], [minutes % 60, "دقیقه", "minute"]];
    const found = units.filter((unit) => unit[0]).slice(0, 2);
    if (!found.length) found.push(units[2]);
    return found.map(([n, word, english]) => (fa ? `${digits(n)} ${word}` : `${n} ${english}${n === 1 ? "" : "s"}`)).join(fa ? " و " : " and ");
  };
  const clocks = [...document.querySelectorAll("[data-left-seconds]")].map((node) => ({ node, end: Date.now() + Number(node.dataset.leftSeconds) * 1000 }));
  const tick = () => clocks.forEach(({ node, end }) => { node.textContent = spoken(Math.max(0, Math.floor((end - Date.now()) / 60000))); });
  if (clocks.length) setInterval(tick, 60000);

  // Amounts: group while typing, and echo in words and in rial, as the server does.
  const plain = (text) => text.replace(/[۰-۹]/g, (d) => "۰۱۲۳۴۵۶۷۸۹".indexOf(d)).replace(/[٠-٩]/g, (d) => "٠١٢٣٤٥٦٧٨٩".indexOf(d)).replace(/[^0-9]/g, "");
  const grouped = (text) => { const g = text.replace(/\B(?=(\d{3})+(?!\d))/g, fa ? "٬" : ","); return fa ? digits(g) : g; };
  const ones = " یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده".split(" ");
  const tens = "  بیست سی چهل پنجاه شصت هفتاد هشتاد نود".split(" ");
  const hundreds = " صد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد".split(" ");
  const scales = ["", " هزار", " میلیون", " میلیارد", " هزار میلیارد"];
  const below = (n) => [hundreds[Math.floor(n / 100)], n % 100 < 20 ? "" : tens[Math.floor((n % 100) / 10)], ones[n % 100 < 20 ? n % 100 : n % 10]].filter(Boolean).join(" و ");
  const words = (text) => (text.match(/.{1,3}(?=(.{3})*$)/g) || []).map((group, place, all) => Number(group) && below(Number(group)) + scales[all.length - 1 - place]).filter(Boolean).join(" و ");
  const echoed = (number) => { const rial = grouped(`${number}0`); return fa ? `${words(number)} تومان، برابر ${rial} ریال` : `equal to ${rial} rial`; };
  document.querySelectorAll("[data-toman]").forEach((box) => {
    const input = box.querySelector("input"); const echo = box.querySelector("[data-echo]");
    const say = () => { const number = plain(input.value).replace(/^0+/, ""); echo.textContent = number && number.length < 15 ? echoed(number) : ""; };
    input.addEventListener("input", say);
    input.addEventListener("blur", () => { const number = plain(input.value); if (number) input.value = grouped(number); });
  });

  // Room under a ceiling: price, number and first instalment against what is free, while typing.
  document.querySelectorAll("[data-room]").forEach((box) => {
    const form = box.parentElement.querySelector("form[method=post]"); const named = (name) => form.querySelector(`[name=${name}]`);
    const number = (name) => BigInt(plain(named(name).value) || 0); const part = (name) => box.querySelector(`[data-room-${name}]`);
    const put = (name, rial) => { const node = part(name); if (node) node.textContent = `${grouped(String(rial / 10n))} ${fa ? "تومان" : "toman"}`; };
    const share = () => named("instalments").value.split("\n").map((line) => line.match(/^\s*([0-9۰-۹]{1,3})(?:[.٫/]([0-9۰-۹]{1,2}))?[^0-9۰-۹]+([0-9۰-۹]+)/)).filter((one) => one && Number(plain(one[3])) === 0).reduce((sum, one) => sum + BigInt(plain(one[1])) * 100n + BigInt((plain(one[2] || "")).padEnd(2, "0")), 0n) || 10000n;
    const free = BigInt(box.dataset.room); const says = part("says");
    const reckon = () => {
      const bp = share(); const each = (number("price_units") * 10n * bp) / 10000n; const advance = each * number("quantity");
      put("advance", advance); put("largest", (free * 10000n) / bp);
      const most = part("most"); if (most && each) most.textContent = grouped(String(free / each));
      const fits = advance <= free; says.textContent = fits ? says.dataset.roomFits : says.dataset.roomOver; says.className = `cap ${fits ? "muted" : "late"}`;
    };
    ["quantity", "price_units", "instalments"].forEach((name) => named(name).addEventListener("input", reckon));
  });

  // Errors: put the reader there. Buttons: one press is enough (the server does not mind two).
  const errors = document.querySelector(".errs"); if (errors) errors.focus();
  document.querySelectorAll("form").forEach((form) => form.addEventListener("submit", () => setTimeout(() => form.querySelectorAll("button").forEach((b) => { b.setAttribute("aria-disabled", "true"); }))));
})();

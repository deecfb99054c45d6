// <amanat-seal code="S-…"><a href="https://…/v/S-…">…</a></amanat-seal>
// Shows the badge in place of the link. Without script, or when anything fails, the link stays.
// No cookie, no storage, no inline style; one request, for the picture, that carries the origin.
(() => {
  "use strict";
  const home = new URL(document.currentScript.src).origin;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ":host { display: inline-block; inline-size: 240px; block-size: 80px; contain: strict; }" +
    "a { display: block; inline-size: 240px; block-size: 80px; }" +
    "img { display: block; border: 0; }"
  );
  customElements.define("amanat-seal", class extends HTMLElement {
    connectedCallback() {
      const code = this.getAttribute("code") || "";
      if (this.shadowRoot || !/^[0-9A-Za-z-]{12,40}$/.test(code)) return;
      const image = new Image(240, 80);
      image.crossOrigin = "anonymous";
      image.referrerPolicy = "strict-origin-when-cross-origin";
      image.alt = this.textContent.trim() || code;
      image.addEventListener("load", () => this.show(code, image), { once: true });
      image.src = `${home}/badge/${code}.svg`;
    }
    show(code, image) {
      const link = document.createElement("a");
      link.href = `${home}/v/${code}`;
      link.rel = "noopener";
      link.append(image);
      const root = this.attachShadow({ mode: "closed" });
      root.adoptedStyleSheets = [sheet];
      root.append(link);
    }
  });
})();

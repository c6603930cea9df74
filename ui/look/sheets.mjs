import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Puts the pictures of a state side by side, for people to look through: `sheets/STATE.png`. */
export async function contactSheet(page, out, name, looks) {
  const figures = looks.map((look) => {
    const picture = readFileSync(join(out, `${name}.${look.name}.png`)).toString("base64");
    return `<figure style="width:${look.width * 0.6}px"><img src="data:image/png;base64,${picture}"><figcaption>${look.name}</figcaption></figure>`;
  });
  const style = "body{margin:12px;font:12px sans-serif;background:#888;display:flex;flex-wrap:wrap;gap:10px;align-items:start}figure{margin:0}img{width:100%;display:block}h1{width:100%;font-size:16px;margin:0}";
  await page.setViewportSize({ width: 1900, height: 900 });
  await page.setContent(`<style>${style}</style><h1>${name}</h1>${figures.join("")}`, { waitUntil: "load" });
  await page.screenshot({ path: join(out, "sheets", `${name}.png`), fullPage: true });
}

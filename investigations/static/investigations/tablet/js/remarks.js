/** What the teacher wrote, in the teacher's colour. */

import { el } from "./dom.js";
import { gettext, interpolate } from "./texts.js";

/** @param {Remark[]} remarks */
export function remarksList(remarks) {
  return el("ul.remarks", { "data-remarks": true }, ...remarks.map((remark) =>
    el("li.remark", {},
      el("p.remark__by", {}, remark.author ? interpolate(gettext("Remarque de %(author)s"), { author: remark.author }) : gettext("Remarque")),
      el("p.remark__text", {}, remark.text))));
}

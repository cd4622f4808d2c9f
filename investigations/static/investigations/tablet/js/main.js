/** Opens the notebook: makes the parts, and lets them know each other. */

import { Api } from "./api.js";
import { App } from "./app.js";

const { api: me } = document.body.dataset;
const api = new Api({ base: me.slice(0, me.lastIndexOf("/") + 1), language: document.documentElement.lang });

new App(api).open();

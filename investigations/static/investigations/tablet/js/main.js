/** Opens the notebook: makes the parts, and lets them know each other. */

import { Api } from "./api.js";
import { App } from "./app.js";
import { Notebook } from "./notebook.js";
import { Outbox } from "./outbox.js";
import { scaled } from "./images.js";
import { Store } from "./store.js";
import { Tablet } from "./tablet.js";

const { api: endpoint } = document.body.dataset;
const api = new Api({ base: endpoint.slice(0, endpoint.lastIndexOf("/") + 1), language: document.documentElement.lang });
const store = new Store();
const outbox = new Outbox({ store, api });
const tablet = new Tablet({ store, api, outbox });
const notebook = new Notebook({ store, api, outbox, tablet, shrink: scaled });

new App({ api, store, outbox, tablet, notebook }).open();

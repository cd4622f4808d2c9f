/** What a pupil has written for one mission. Knows neither the page nor the network. */

/**
 * @typedef {"short_text"|"long_text"|"number"|"choice"|"choices"|"checklist"|"photos"} Kind
 * @typedef {{id: string, kind: Kind, label: string, help: string, required: boolean, choices: string[], minimum: number|null, maximum: number|null, entry_says?: string}} Question
 * @typedef {string | number | string[] | null} Answer
 * @typedef {{id: string, question: string, caption: string}} PhotoEntry
 * @typedef {{question: string, text: string, author: string, created_at: string}} Remark
 */

/** @param {Answer | undefined} answer */
export function isEmpty(answer) {
  return answer == null || (Array.isArray(answer) ? !answer.length : String(answer).trim() === "");
}

/**
 * One word for where a mission stands.
 * @returns {"published"|"reviewed"|"returned"|"sent"|"leaving"|"started"|"fresh"|"over"}
 */
export function stageOf(mission) {
  if (mission.story) return "published";
  const report = mission.report;
  if (report?.state === "accepted" || report?.state === "set_aside") return "reviewed";
  if (report?.state === "submitted") return "sent";
  if (mission.leaving) return "leaving";
  if (!takesWork(mission)) return "over";
  if (report?.state === "returned") return "returned";
  return report || mission.begun ? "started" : "fresh";
}

/** Whether the pupil may write in it now. */
export function takesWork(mission) {
  return mission.report ? mission.report.may_write : ["open", "reviewing"].includes(mission.investigation.state);
}

export class Draft {
  /** @param {any} record of the store's table `pages` */
  constructor(record) {
    /** What can't be kept as it is (a number out of bounds), by question. @type {Map<string, string>} */
    this.faults = new Map();
    this.onChange = () => {};
    this.onFault = () => {};
    this.read(record);
  }

  /** Take over what is stored; only when nothing newer was typed here. */
  read(record) {
    this.submit = record.submit;
    /** @type {Record<string, Answer>} */
    this.answers = { ...record.answers };
    /** @type {PhotoEntry[]} */
    this.photos = record.photos.map((entry) => ({ ...entry }));
    /** What a team-mate answered otherwise, by question. @type {Record<string, Answer[]>} */
    this.others = { ...record.others };
    this.stands(record);
  }

  /** Take note of where it stands, whatever was typed meanwhile. */
  stands(record) {
    this.record = record;
    const { mission, state, mayWrite } = record;
    this.mission = { ...mission, report: state ? { remarks: [], ...mission.report, state, may_write: mayWrite } : null, leaving: record.submit && record.written > record.kept, begun: record.written > 0 };
    this.held = new Set(Object.keys(record.held));
    /** Photos that were asked not to be published. */
    this.objected = new Set(record.objected);
  }

  /** @returns {{answers: any, photos: PhotoEntry[], others: any, submit: boolean}} for the store */
  get writing() {
    const { answers, photos, others, submit } = this;
    return { answers, photos, others, submit };
  }

  /** @returns {Question[]} */
  get questions() {
    return this.mission.questions;
  }

  get takesWork() {
    return takesWork(this.mission);
  }

  /** @param {string} question @param {Answer} answer */
  setAnswer(question, answer) {
    const before = JSON.stringify(this.answers[question] ?? null);
    if (isEmpty(answer)) delete this.answers[question];
    else this.answers[question] = answer;
    if (before !== JSON.stringify(this.answers[question] ?? null)) this.onChange();
  }

  /** One of several answers is the right one. */
  settle(question, answer) {
    delete this.others[question];
    if (isEmpty(answer)) delete this.answers[question];
    else this.answers[question] = answer;
    this.onChange();
  }

  /** @param {string} question @param {string} words what is wrong with what stands there, "" if nothing */
  setFault(question, words) {
    if (words) this.faults.set(question, words);
    else this.faults.delete(question);
    this.onFault();
  }

  photosOf(question) {
    return this.photos.filter((entry) => entry.question === question);
  }

  /** Put a photo in: at the end, or in another's place and under its caption. @param {string} id @param {string} question @param {string} [instead] */
  placePhoto(id, question, instead) {
    const place = this.photos.findIndex((entry) => entry.id === instead);
    if (place < 0) this.photos.push({ id, question, caption: "" });
    else this.photos[place] = { ...this.photos[place], id };
  }

  setCaption(photo, caption) {
    const entry = this.photos.find(({ id }) => id === photo);
    if (!entry || entry.caption === caption) return;
    entry.caption = caption;
    this.onChange();
  }

  /** @returns {() => void} that puts it back where it was */
  removePhoto(photo) {
    const place = this.photos.findIndex(({ id }) => id === photo);
    const [entry] = this.photos.splice(place, 1);
    this.onChange();
    return () => {
      this.photos.splice(Math.min(place, this.photos.length), 0, entry);
      this.onChange();
    };
  }

  /** @param {Question} question */
  isAnswered(question) {
    if (question.kind === "photos") return this.photosOf(question.id).length >= Math.max(leastPhotos(question), 1);
    return !isEmpty(this.answers[question.id]) && !this.faults.has(question.id);
  }

  /** What keeps the report from being sent. @returns {Question[]} */
  missing() {
    return this.questions.filter((question) => {
      if (this.faults.has(question.id)) return true;
      if (question.kind !== "photos") return question.required && isEmpty(this.answers[question.id]);
      const count = this.photosOf(question.id).length;
      return count < leastPhotos(question) || (question.maximum && count > question.maximum);
    });
  }

  /** @param {string} question "" for those about the whole report @returns {Remark[]} */
  remarksOn(question) {
    if (this.mission.report?.state !== "returned") return [];
    return this.mission.report.remarks.filter((remark) => remark.question === question);
  }
}

/** Whether the report can't be sent without it. @param {Question} question */
export function isNeeded(question) {
  return question.kind === "photos" ? leastPhotos(question) > 0 : question.required;
}

/** @param {Question} question */
export function leastPhotos(question) {
  return Math.max(question.minimum ?? 0, Number(question.required));
}

/** What a pupil has written for one mission. Knows neither the page nor the network. */

import { uuid } from "./ids.js";

/**
 * @typedef {"short_text"|"long_text"|"number"|"choice"|"choices"|"checklist"|"photos"} Kind
 * @typedef {{id: string, kind: Kind, label: string, help: string, required: boolean, choices: string[], minimum: number|null, maximum: number|null}} Question
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
 * @returns {"published"|"reviewed"|"returned"|"sent"|"started"|"fresh"|"over"}
 */
export function stageOf(mission) {
  if (mission.story) return "published";
  const report = mission.report;
  if (report?.state === "accepted" || report?.state === "set_aside") return "reviewed";
  if (report?.state === "submitted") return "sent";
  if (!takesWork(mission)) return "over";
  if (report?.state === "returned") return "returned";
  return report ? "started" : "fresh";
}

/** Whether the pupil may write in it now. */
export function takesWork(mission) {
  return mission.report ? mission.report.may_write : ["open", "reviewing"].includes(mission.investigation.state);
}

export class Draft {
  /** @param {any} mission as the API gives it */
  constructor(mission) {
    this.report = uuid();
    /** What can't be kept as it is (a number out of bounds), by question. @type {Map<string, string>} */
    this.faults = new Map();
    this.onChange = () => {};
    this.onFault = () => {};
    this.read(mission);
  }

  /** Take over what the site knows; only when it knows all that was written here. */
  read(mission) {
    this.mission = mission;
    this.report = mission.report?.id ?? this.report;
    this.version = mission.report?.version ?? null;
    /** @type {Record<string, Answer>} */
    this.answers = { ...mission.report?.answers };
    /** @type {PhotoEntry[]} */
    this.photos = (mission.report?.photos ?? []).map((entry) => ({ ...entry }));
    this.held = new Set(Object.keys(mission.report?.held ?? {}));
    /** Photos that their author asked not to publish. */
    this.objected = new Set(mission.report?.objected ?? []);
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

  /** @param {string} question @param {string} words what is wrong with what stands there, "" if nothing */
  setFault(question, words) {
    if (words) this.faults.set(question, words);
    else this.faults.delete(question);
    this.onFault();
  }

  photosOf(question) {
    return this.photos.filter((entry) => entry.question === question);
  }

  /** @returns {PhotoEntry} */
  addPhoto(question) {
    const entry = { id: uuid(), question, caption: "" };
    this.photos.push(entry);
    this.onChange();
    return entry;
  }

  /** Another picture in the same place, with the same caption. @returns {PhotoEntry} */
  replacePhoto(photo) {
    const place = this.photos.findIndex(({ id }) => id === photo);
    this.photos[place] = { ...this.photos[place], id: uuid() };
    this.onChange();
    return this.photos[place];
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

  /** The whole content, as the API wants a version. */
  content(submit) {
    return {
      assignment: this.mission.id,
      parent: this.version,
      answers: this.answers,
      photos: this.photos,
      submit,
      device_time: new Date().toISOString(),
    };
  }

  /** Take note of a receipt. */
  keep(receipt) {
    this.version = receipt.version;
    for (const [photo, sha256] of Object.entries(receipt.photos ?? {})) if (sha256) this.held.add(photo);
    this.settle(receipt.state);
  }

  /** @param {string | null} state of the report, by the site */
  settle(state) {
    if (!state) return;
    const report = (this.mission.report ??= { id: this.report, remarks: [], may_write: true });
    report.state = state;
    report.may_write = state === "draft" || state === "returned";
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

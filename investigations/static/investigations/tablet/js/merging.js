/**
 * Two tablets wrote the same report: answers come together one by one, as investigations/merging.py does it on the site.
 *
 * @typedef {{answers: Record<string, Answer>, photos: PhotoEntry[], others: Record<string, Answer[]>}} Writing
 */

const CAPTION_AT_MOST = 200;

const same = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/**
 * @param {Writing} base what both began with @param {Writing} ours @param {Writing} theirs
 * @returns {Writing} where both changed an answer, ours stands and theirs is kept beside it
 */
export function merged(base, ours, theirs) {
  const answers = {};
  const others = {};
  for (const question of keys(ours.answers, theirs.answers, ours.others, theirs.others)) {
    const [was, mine, yours] = [base, ours, theirs].map((side) => side.answers[question]);
    const kept = same(mine, was) ? yours : mine;
    if (kept != null) answers[question] = kept;
    const clash = ![same(mine, was), same(yours, was), same(mine, yours)].includes(true);
    const beside = [...(ours.others?.[question] ?? []), ...(settledBy(base, ours, question) ? [] : theirs.others?.[question] ?? []), ...(clash && yours != null ? [yours] : [])];
    const unlike = beside.filter((one, place) => !same(one, kept) && beside.findIndex((other) => same(one, other)) === place);
    if (unlike.length) others[question] = unlike;
  }
  return { answers, photos: mergedPhotos(base.photos, ours.photos, theirs.photos), others };
}

/** The pupil chose among several answers since: they don't come back. */
function settledBy(base, ours, question) {
  return base.others?.[question]?.length > 0 && !ours.others?.[question];
}

/** No photo is merged away, and of two captions neither. */
function mergedPhotos(base, ours, theirs) {
  const captionOf = (photos, id) => photos.find((entry) => entry.id === id)?.caption;
  const shared = theirs.map((entry) => ({ ...entry, caption: mergedCaption(captionOf(base, entry.id), captionOf(ours, entry.id) ?? entry.caption, entry.caption) }));
  return [...shared, ...ours.filter(({ id }) => captionOf(theirs, id) === undefined)];
}

function mergedCaption(before, mine, yours) {
  if ([before, yours, ""].includes(mine)) return yours;
  const both = `${yours} / ${mine}`;
  return [before, ""].includes(yours) || both.length > CAPTION_AT_MOST ? mine : both;
}

function keys(...sides) {
  return new Set(sides.flatMap((side) => Object.keys(side ?? {})));
}

import {askTwiceAbout} from '../ask-twice.ts';
import type {CreateStatus, CreateState, CreateDeps, Core} from './create-parts.ts';
import type {TicketBeginning} from '../../domain/new-ticket/ticket-like.ts';
import {NO_CONTENT} from '../../domain/draft-content.ts';
import type {CreateField} from '../navigation.ts';
import {createTextBuffer} from '../../text/edit/text-buffer.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {placeOfId} from '../kept-assets.ts';
import {addDetails, addFile, lookAtFiles, removeLast} from './create-additions.ts';
import {
  contentOfForm,
  EMPTY_FORM,
  fieldOfProblem,
  fieldsOf,
  filledForm,
  missingFields,
  neededText,
  formOfDraft,
  type CreateForm,
} from './create-form.ts';
import {assetActions, stillFilled} from './create-asset.ts';
import {createLines, pendingLine, settledTime, VALUES} from './create-lines.ts';
import {createDraftSaver} from '../draft-saver.ts';
import {sendNewTicket} from './create-send.ts';
import {createState} from '../state.ts';

const START: CreateStatus = {
  visited: new Set(),
  problem: undefined,
  isSending: false,
  filled: undefined,
};
export function createCreateState(deps: CreateDeps): CreateState {
  const core = createCore(deps);
  const {form, status, lines, set, setLine, go, show, saver} = core;
  let cleared: CreateForm | undefined;
  const open = () => {
    cleared = undefined;
    openDraft(core);
  };
  const reopen = (field: CreateField | undefined) => {
    open();
    if (field !== undefined) go(field);
  };
  const step = stepOf(core);
  return {
    form,
    status,
    lines,
    set,
    setLine,
    go,
    open,
    openAt(place) {
      open();
      // What was begun before stays as it was.
      if (form.get().primaryId === '') setLine('primaryId', place);
    },
    begin(beginning) {
      open();
      cleared = beginWith(core, beginning);
    },
    setDescription: (change) => set({description: change(form.get().description)}),
    step,
    ...assetActions(core, step),
    addFile: (path) => addFile(core, path),
    addDetails: (path) => addDetails(core, path),
    removeLast: (field) => removeLast(core, field),
    clear() {
      const before = form.get();
      show(cleared ?? EMPTY_FORM);
      cleared = cleared === undefined ? before : undefined;
      status.set(START);
      saver.changed();
      go('code');
    },
    review: (from) => review(core, from),
    send: () => send(core, reopen),
    savedAt: saver.savedAt,
    unsaved: saver.unsaved,
    flush: saver.flush,
    close() {
      core.settleTime();
      saver.flush();
      deps.go({type: 'modal', modal: undefined});
    },
  };
}

/** To the next field, or the one before; after the last comes the first. */
function stepOf({form, leave, go}: Core): CreateState['step'] {
  return (from, by) => {
    leave(from);
    const all = fieldsOf(form.get());
    const next = all[(all.indexOf(from) + by + all.length) % all.length];
    if (next !== undefined) go(next);
  };
}

/** Fills the form with these; gives what was in it, if anything was. */
function beginWith(
  {deps, form, show, say, saver, go}: Core,
  {text, fields}: TicketBeginning,
): CreateForm | undefined {
  const before = form.get();
  const updatedAt = deps.clock.now();
  show(formOfDraft({ticketId: '', kind: 'create', ...NO_CONTENT, text, fields, updatedAt}));
  say({filled: undefined});
  saver.changed();
  go(form.get().code === '' ? 'code' : 'description');
  return before === EMPTY_FORM ? undefined : before;
}

function createCore(deps: CreateDeps): Core {
  const form = createState<CreateForm>(EMPTY_FORM);
  const status = createState<CreateStatus>(START);
  const lines = createLines();
  const saver = createDraftSaver(deps, {ticketId: '', kind: 'create'}, () => contentOfForm(form.get()));
  const say: Core['say'] = (change) => status.set((now) => ({...now, ...change}));
  const set: Core['set'] = (change) => {
    form.set((now) => ({...now, ...change}));
    say({problem: undefined});
    saver.changed();
  };
  for (const field of VALUES) {
    lines[field].buffer.subscribe(() => {
      const text = lines[field].text();
      if (form.get()[field] !== text) set({[field]: text});
    });
  }
  const setLine: Core['setLine'] = (field, text) => lines[field].buffer.set(createTextBuffer(text));
  const place = () => {
    const {primaryId, secondaryId} = form.get();
    return placeOfId(deps.store, primaryId) ?? placeOfId(deps.store, secondaryId);
  };
  const settleTime = () => {
    const settled = settledTime(form.get().occurred, place(), deps.clock.now());
    if (settled !== undefined) setLine('occurred', settled);
  };
  return {
    deps,
    form,
    status,
    lines,
    saver,
    say,
    set,
    setLine,
    place,
    settleTime,
    show(next) {
      form.set(next);
      for (const field of VALUES) setLine(field, next[field]);
      for (const field of ['code', 'contacts', 'details', 'files'] as const) setLine(field, '');
    },
    go: (field) => deps.go({type: 'modal', modal: {kind: 'create', step: 'form', field}}),
    leave(field) {
      if (field === 'occurred') settleTime();
      say({visited: new Set([...status.get().visited, field])});
    },
  };
}

function openDraft({deps, form, saver, status, show, go}: Core): void {
  const draft = deps.store.draft('', 'create');
  show(formOfDraft(draft));
  saver.settle(draft?.updatedAt);
  status.set({...START, filled: stillFilled(form.get(), status.get().filled)});
  go(form.get().code === '' ? 'code' : 'description');
  void lookAtFiles(deps, form);
}

function review(core: Core, from: CreateField): void {
  const {deps, form, lines, say, go, place, settleTime} = core;
  settleTime();
  const pending = pendingLine(lines);
  const [problem] = filledForm(form.get(), deps.clock.now(), place()).problems;
  if (problem !== undefined) {
    say({visited: new Set(fieldsOf(form.get()))});
    go(fieldOfProblem(problem.field));
  } else if (pending !== undefined) {
    const typed = toSafeLine(lines[pending].text());
    go(pending);
    say({problem: {field: pending, words: [`"${typed}" is typed here, but not added: Enter adds it.`]}});
  } else if (!isLeftEmpty(core)) {
    deps.go({type: 'modal', modal: {kind: 'create', step: 'review', field: from}});
  }
}

/** A field that the code probably needs is asked for once; the second time the service decides. */
function isLeftEmpty({deps, form, say, go}: Core): boolean {
  const [field] = missingFields(form.get());
  const words = field === undefined ? undefined : neededText(field, form.get().code);
  if (field === undefined || askTwiceAbout(form).goesOn(words)) return false;
  go(field);
  const again = `${deps.keyFor('form.review')} again goes on without it.`;
  say({problem: {field, words: [`${words ?? ''} ${again}`]}});
  return true;
}

function send(
  {deps, form, status, saver, say, go, place}: Core,
  reopen: (field: CreateField | undefined) => void,
): void {
  if (status.get().isSending) return;
  saver.flush();
  say({isSending: true});
  const {request} = filledForm(form.get(), deps.clock.now(), place());
  const done = (wasQueued: boolean) => {
    if (wasQueued) saver.settle();
    say({isSending: false});
  };
  const refuse = (field: CreateField, words: readonly string[]) => {
    go(field);
    say({problem: {field, words}});
  };
  void sendNewTicket(deps, {request, files: form.get().files, refuse, done, reopen});
}

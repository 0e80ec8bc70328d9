import {useEffect} from 'react';
import {inset, line, span, type Line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {describeError, type AppError} from '../../errors.ts';
import type {ViewedFile} from '../../files/view-file.ts';
import {useKeys, type KeyActions} from '../../hooks/keys.tsx';
import {useTicket} from '../../hooks/ticket/useTicket.ts';
import {useValue} from '../../hooks/useValue.ts';
import {byteText} from '../../text/byte-text.ts';
import {wrap} from '../../text/width.ts';
import type {Guide, Sized, Viewer} from '../ui.ts';
import {PictureFile} from './PictureFile.tsx';
import {TextFile} from './TextFile.tsx';
import type {FileReading} from '../../state/file-view.ts';

export type FileScreenProps = Sized<Guide & Viewer> & {
  readonly ticketId: string;
  readonly fileId: string;
};

/** One file of a ticket: a text, a picture, or in words what it is. */
export function FileScreen({ui, ticketId, fileId, width, height}: FileScreenProps) {
  const {file: view} = ui;
  const attachments = useTicket(ticketId).stored?.ticket.attachments ?? [];
  const reading = useValue(view.reading);
  useEffect(() => view.open(ticketId, fileId), [view, ticketId, fileId]);
  const actions: KeyActions = {
    'file.save': () =>
      ui.go({type: 'modal', modal: {kind: 'save', target: {what: 'file', ticketId, fileId}}}),
    'ticket.refresh': view.again,
  };
  const name = attachments.find(({id}) => id === fileId)?.name ?? fileId;
  const size = {ui, width, height, actions, title: `${ticketId}  ${name}`};
  if (reading.state === 'shown') {
    const {file} = reading;
    if (file.content.kind === 'text')
      return <TextFile {...size} about={aboutFile(file)} content={file.content} />;
    if (file.content.kind === 'picture')
      return <PictureFile {...size} about={aboutFile(file)} content={file.content} />;
  }
  return <Words {...size} reading={reading} />;
}

type WordsProps = Sized<Guide> & {
  readonly title: string;
  readonly actions: KeyActions;
  readonly reading: FileReading;
};

/** What there is to say where nothing can be shown. */
function Words({ui, width, height, title, actions, reading}: WordsProps) {
  useKeys('file', actions);
  useKeys('pager', {back: () => ui.go({type: 'back'})});
  const lines = readingLines(ui, reading).flatMap(({spans}) =>
    spans.flatMap(({text, style}) => wrap(text, width - 4).map((row) => line(span(row, style ?? 'normal')))),
  );
  return <Pane width={width} height={height} title={title} lines={lines.map(inset)} focused />;
}

function readingLines({keyFor}: Guide, reading: FileReading): readonly Line[] {
  if (reading.state === 'reading')
    return [line(reading.message), line(span(`${keyFor('back')} leaves it; nothing is kept.`, 'dim'))];
  if (reading.state === 'failed') return errorLines(reading.error, keyFor);
  const {content} = reading.file;
  return [
    line(`This is ${aboutFile(reading.file)}.`),
    ...(content.kind === 'other' && content.why !== undefined ? [line(content.why)] : []),
    line(span(`${keyFor('file.save')} saves it on this machine, ${keyFor('back')} goes back.`, 'dim')),
  ];
}

function errorLines(error: AppError, keyFor: Guide['keyFor']): readonly Line[] {
  const {title, hint, reference} = describeError(error);
  return [
    line(span(title, 'danger')),
    ...(hint === undefined ? [] : [line(hint)]),
    ...(reference === undefined ? [] : [line(span(reference, 'dim'))]),
    line(
      span(
        `${keyFor('file.save')} saves it, ${keyFor('ticket.refresh')} tries again, ${keyFor('back')} goes back.`,
        'dim',
      ),
    ),
  ];
}

/** `a PNG picture of 4032 x 3024 pixels, 2.3 MB`. */
function aboutFile({what, size, content}: ViewedFile): string {
  const kind =
    content.kind === 'picture'
      ? `${what} of ${content.full.width} x ${content.full.height} pixels`
      : content.kind === 'text'
        ? `${what}, ${content.encoding}`
        : what;
  return size === undefined ? `${kind}, of a size that nobody told` : `${kind}, ${byteText(size)}`;
}

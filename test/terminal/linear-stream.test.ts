import {expect, test} from 'vitest';
import {LinearStream} from '../../src/terminal/linear-stream.ts';

/** A stream that has said nothing yet, and what it wrote since the last look. */
function listening(): {readonly stream: LinearStream; readonly said: () => string} {
  let written = '';
  const stream = new LinearStream({
    columns: 80,
    rows: 24,
    write: (text) => {
      written += text;
      return true;
    },
  });
  stream.resume();
  const said = () => {
    const text = written;
    written = '';
    return text;
  };
  return {stream, said};
}

const TICKETS = ['1-1 power outage 3m', '1-2 optics reseated 4m', '1-3 cage door 2h', '1-4 light levels 1d'];
const list = (selected: number, foot = '? help', head = 'casedeck updated 1m') =>
  [
    head,
    'Open',
    ...TICKETS.map((ticket, at) => (at === selected ? `(selected) ${ticket}` : ticket)),
    foot,
  ].join('\n');

test('the first screen is said once, whole', () => {
  const {stream, said} = listening();
  stream.write(list(0));
  expect(said()).toBe(list(0));
  stream.write(list(0));
  expect(said()).toBe('');
});

test('a move says the one line that is selected now', () => {
  const {stream, said} = listening();
  stream.write(list(0));
  said();
  stream.write(list(1));
  expect(said()).toBe('\n(selected) 1-2 optics reseated 4m');
});

test('a notice is said before it, and no older age and no head of the page', () => {
  const {stream, said} = listening();
  stream.write(list(0));
  said();
  stream.write(list(1, 'Marked.'));
  expect(said()).toBe('\nMarked.\n(selected) 1-2 optics reseated 4m');
  stream.write(list(1, 'Marked.', 'casedeck updated 2m').replace('outage 3m', 'outage 4m'));
  expect(said()).toBe('');
});

test('of rows that come in only those are said', () => {
  const {stream, said} = listening();
  stream.write(list(0));
  said();
  stream.write(list(0).replace('? help', '1-5 new one 1m\n? help'));
  expect(said()).toBe('\n1-5 new one 1m');
});

test('another screen is said whole', () => {
  const {stream, said} = listening();
  stream.write(list(0));
  said();
  const ticket = 'casedeck updated 1m\n1-1 TROUBLE\npower outage\nNote: on site\n? help q close';
  stream.write(ticket);
  expect(said()).toBe(`\n${ticket}`);
});

test('what is typed goes on in its line, and what is deleted is taken back', () => {
  const {stream, said} = listening();
  const form = (text: string) => `casedeck\nNote to 1-1\nctrl-s send\n${text}`;
  stream.write(form('optics'));
  said();
  stream.write(form('optics a'));
  expect(said()).toBe(' a');
  stream.write(form('optics'));
  expect(said()).toBe('\b\b\u001B[K');
  stream.write(form('optiXcs'));
  expect(said()).toBe('\b\bXcs');
  // A line that goes on in the next row of the terminal is said anew.
  const long = 'x'.repeat(79);
  stream.write(form(long));
  said();
  stream.write(form(`${long}y`));
  expect(said()).toBe(`\n${long}y`);
});

test('after somebody else had the terminal, everything is said again', () => {
  const {stream, said} = listening();
  stream.write(list(0));
  stream.pause();
  said();
  stream.write(list(1));
  expect(said()).toBe('');
  stream.resume();
  stream.redraw();
  expect(said()).toContain('Open\n1-1 power outage 3m\n(selected) 1-2 optics reseated 4m');
});

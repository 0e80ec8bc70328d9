import {bodyOf, OP_VERSION, type BeatAnswer, type Desk, type DeskRow, type DeskSeat} from '../desk.ts';

/** Asks the database; rejects with an AppError. */
export type Ask = (sql: string, params?: readonly unknown[]) => Promise<readonly DeskRow[]>;

const MOST_ROWS = 200;

const PEEK = `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::double precision AS now,
  (SELECT seq FROM casedeck.rooms WHERE room = $1) AS seq`;

const LISTS = `SELECT kind, (extract(epoch FROM clock_timestamp() - at) * 1000)::double precision AS age
  FROM casedeck.answers WHERE room = $1 AND kind IN ('list', 'otherList', 'noticeList') AND ticket = ''`;
const MAILS = 'SELECT mail, raw FROM casedeck.mails WHERE room = $1 AND mail = ANY ($2)';

/** What is asked of the desk, each question one statement. */
export function questions(ask: Ask, seat: DeskSeat): Omit<Desk, 'id' | 'version' | 'tells' | 'close'> {
  const {room, member, who} = seat;
  return {
    beat: async ({drafts, lookedAt, isWatched, asks}) => {
      const sql = 'SELECT casedeck.beat($1, $2, $3, $4, $5, $6, $7, $8) AS answer';
      const params = [room, member, who, CASEDECK_VERSION, JSON.stringify(drafts), lookedAt, isWatched, asks];
      const [row] = await ask(sql, params);
      return beatAnswer(row?.['answer']);
    },
    peek: async () => {
      const [row] = await ask(PEEK, [room]);
      return {now: numberOf(row?.['now']), seq: numberOf(row?.['seq'])};
    },
    put: async (ops) => {
      await ask('SELECT casedeck.put($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
        room,
        member,
        who,
        ops.map(({id}) => id),
        ops.map(({op}) => op.kind),
        ops.map(({op}) => op.ticketId),
        ops.map(({ageMs}) => ageMs),
        ops.map(() => OP_VERSION),
        ops.map(({op}) => bodyOf(op)),
      ]);
    },
    ...answerQuestions(ask, seat),
    pull: async (after) => await ask('SELECT * FROM casedeck.pull($1, $2, $3)', [room, after, MOST_ROWS]),
    retain: async (days) => void (await ask('SELECT casedeck.retain($1, $2)', [room, days])),
    leave: async (words) =>
      void (await ask('SELECT casedeck.leave($1, $2, $3, $4)', [room, member, who, words])),
  };
}

type AnswerQuestions = Pick<Desk, 'share' | 'shareMails' | 'mails' | 'lists'>;

function answerQuestions(ask: Ask, {room, who}: DeskSeat): AnswerQuestions {
  return {
    share: async (answers) => {
      await ask('SELECT casedeck.share($1, $2, $3, $4, $5, $6, $7, $8)', [
        room,
        who,
        answers.map(({kind}) => kind),
        answers.map(({ticketId}) => ticketId),
        answers.map(({ageMs}) => ageMs),
        answers.map(({raw}) => raw),
        answers.map(({numbers}) => numbers.join(' ')),
        answers.map(({isFinal}) => isFinal),
      ]);
    },
    shareMails: async (mails) => {
      await ask('SELECT casedeck.share_mails($1, $2, $3, $4, $5)', [
        room,
        who,
        mails.map(({id}) => id),
        mails.map(({ticketId}) => ticketId),
        mails.map(({raw}) => raw),
      ]);
    },
    mails: async (ids) => {
      const rows = await ask(MAILS, [room, ids]);
      return new Map(rows.map(({mail, raw}) => [String(mail), String(raw)]));
    },
    lists: async () => {
      const rows = await ask(LISTS, [room]);
      return new Map(rows.map(({kind, age}) => [String(kind), numberOf(age)]));
    },
  };
}

/** What is missing or of another type means "no". */
function beatAnswer(value: unknown): BeatAnswer {
  const answer: DeskRow = typeof value === 'object' && value !== null ? {...value} : {};
  const wanted = Array.isArray(answer['wanted']) ? answer['wanted'] : [];
  return {
    now: numberOf(answer['now']),
    seq: numberOf(answer['seq']),
    isAsking: answer['isAsking'] === true,
    isAsked: answer['isAsked'] === true,
    wanted: wanted
      .filter((id): id is string => typeof id === 'string' && /^[\w-]{1,100}$/.test(id))
      .slice(0, MOST_WANTED),
    isWatched: answer['isWatched'] === true,
    isRetained: answer['retained'] === true,
    isCrowded: answer['isCrowded'] === true,
  };
}

/** More than a console could read in a minute. */
const MOST_WANTED = 1000;

function numberOf(value: unknown): number {
  const number = Number(value ?? 0);
  return Number.isFinite(number) ? number : 0;
}

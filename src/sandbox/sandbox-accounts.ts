import type {Contact} from './model.ts';

export type Person = {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
};

export type Account = {
  readonly number: string;
  readonly name: string;
  readonly people: readonly [Person, ...Person[]];
};

function person(firstName: string, lastName: string, email: string, phone: string): Person {
  return {firstName, lastName, email, phone};
}

export const ACCOUNTS = {
  vjt: {
    number: '182389736',
    name: 'VjT Existing Reseller New BA',
    people: [
      person('Nadia', 'Oyelaran', 'nadia.oyelaran@vjt.example', '+1-4085550142'),
      person('Tom', 'Haverbeke', 't.haverbeke@vjt.example', '+32-25550188'),
    ],
  },
  brightwater: {
    number: '136008',
    name: 'Brightwater Payments plc',
    people: [
      person('Priya', 'Raghunathan', 'noc@brightwater.example', '+44-2075550119'),
      person('Callum', 'Fraser', 'callum.fraser@brightwater.example', '+44-2075550121'),
    ],
  },
  kaiyo: {
    number: '204417',
    name: '海洋データ通信株式会社 (Kaiyo Data)',
    people: [
      person('健太', '田中', 'tanaka@kaiyo.example', '+81-355550134'),
      person('Mei', 'Lindqvist', 'mei@kaiyo.example', '+81-355550135'),
    ],
  },
  hanseatic: {
    number: '150773',
    name: 'Hanseatische Börsen-IT GmbH & Co. KG',
    people: [
      person('Jörg', 'Weißmüller', 'j.weissmueller@hbit.example', '+49-6955550177'),
      person('Søren', "O'Dwyer-Ng", 'soren@hbit.example', '+49-6955550178'),
    ],
  },
  hostile: {
    number: '666013',
    // An account name is remote text too: this one sets the title, rings and clears the line.
    name: 'Mallory \u001B]0;owned\u0007& Sons\u001B[2K\rLtd',
    people: [person('Mal\u001B[31mlory', '\u202Eyrollam', 'mallory@attacker.example', '+1-9005550166')],
  },
} as const satisfies Readonly<Record<string, Account>>;

export type AccountKey = keyof typeof ACCOUNTS;

/** The account's people in the three roles of a ticket. */
export function contactsOf(account: Account): readonly Contact[] {
  const [first, second = first] = account.people;
  return [contact(first, 'ORDERING'), contact(second, 'TECHNICAL'), contact(first, 'NOTIFICATION')];
}

function contact(who: Person, type: string): Contact {
  return {
    firstName: who.firstName,
    lastName: who.lastName,
    type,
    details: [
      {type: 'EMAIL', value: who.email},
      {type: 'PHONE', value: who.phone},
    ],
  };
}

import {answerCompletion} from './answer.ts';

// A script of its own (tools/script.ts): the whole program would take three times as long to load as this takes to run.
await answerCompletion(process.argv.slice(4), {
  env: process.env,
  out: (text) => void process.stdout.write(text),
});

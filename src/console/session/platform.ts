import {userInfo} from 'node:os';
import type {Platform} from '../../state/services.ts';
import {resolvePaths, templatesFolder, ticketTemplatesFolder, type Env} from '../../settings/paths.ts';
import type {Terminal} from '../../terminal/terminal.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {editText} from '../edit-text.ts';

/** The real operating system. `lend` gives the terminal to a program while it runs. */
export function createPlatform(env: Env, lend: Terminal['lend'] = (run) => run()): Platform {
  return {
    env,
    user: loginName(env),
    editText: (text, name, editor) => editText(text, name, {env, lend, editor}),
    saveText: async (path, text) => {
      const [{writeWholeFile}, {wholePath}] = await Promise.all([
        import('./write-file.ts'),
        import('../../files/list-folder.ts'),
      ]);
      const whole = wholePath(path);
      await writeWholeFile(whole, text, false);
      return whole;
    },
    ticketTemplates: async () => {
      const {readTicketTemplates} = await import('../../settings/ticket-templates.ts');
      return await readTicketTemplates(ticketTemplatesFolder(resolvePaths(env)));
    },
    templates: async () => {
      const {readTemplates} = await import('../../settings/templates.ts');
      return await readTemplates(templatesFolder(resolvePaths(env)));
    },
  };
}

/** Whose login this is; a container may know no name for the user's number. */
export function loginName(env: Env): string {
  try {
    return toSafeLine(userInfo().username);
  } catch {
    return toSafeLine(env['USER'] ?? env['LOGNAME'] ?? 'somebody');
  }
}

import type {Platform} from '../../state/services.ts';
import {resolvePaths, templatesFolder, type Env} from '../../settings/paths.ts';
import type {Terminal} from '../../terminal/terminal.ts';
import {editText} from '../edit-text.ts';

/** The real operating system. `lend` gives the terminal to a program while it runs. */
export function createPlatform(env: Env, lend: Terminal['lend'] = (run) => run()): Platform {
  return {
    env,
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
    templates: async () => {
      const {readTemplates} = await import('../../settings/templates.ts');
      return await readTemplates(templatesFolder(resolvePaths(env)));
    },
  };
}

import { quiet } from '../stage.js';
import { loaded, one, page } from './page.js';

export const scriptLate = page('with the script put in late', async (stage) => {
  const view = await stage.open({ head: '', body: one });
  await view.run(async () => {
    if (document.readyState !== 'complete')
      await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
    document.head.append(
      Object.assign(document.createElement('script'), { src: '/widgets/civic-widgets.js' }),
    );
  });
  await loaded(view);
  await quiet(view);
});

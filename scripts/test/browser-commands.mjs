/** The emulation lasts as long as the session that asked for it. @type {WeakMap<object, any>} */
const devtools = new WeakMap();

/**
 * What tests ask of the browser and @web/test-runner-commands can't do in every engine. test/helpers/browser.ts is
 * how tests call it.
 * @returns {import('@web/test-runner').TestRunnerPlugin}
 */
export const browserCommands = () => ({
  name: 'browser-commands',
  async executeCommand({ command, payload, session }) {
    const { browser, id } = session;
    const isWebKit = browser.type === 'webdriver';
    switch (command) {
      // Keys pressed together.
      case 'chord': {
        if (isWebKit) {
          await browser.sendKeys(id, payload);
          return true;
        }
        const { keyboard } = browser.getPage(id);
        for (const key of payload) await keyboard.down(key);
        for (const key of [...payload].reverse()) await keyboard.up(key);
        return true;
      }
      case 'resize': {
        const { width, height } = payload;
        if (!isWebKit) {
          await browser.getPage(id).setViewport({ width, height });
          return true;
        }
        const [x, y] = await browser.driver.execute(
          'return [outerWidth - innerWidth, outerHeight - innerHeight]',
        );
        // MiniBrowser's toolbar keeps it from being narrower than about 450 pixels.
        await browser.driver.setWindowRect(null, null, width + x, height + y);
        return true;
      }
      // Only Chromium lets it be done from outside.
      case 'media': {
        if (browser.name !== 'Chromium') return { emulated: false };
        const page = browser.getPage(id);
        if (!devtools.has(page)) devtools.set(page, await page.createCDPSession());
        const features = Object.entries(payload).map(([name, value]) => ({ name, value }));
        await devtools.get(page).send('Emulation.setEmulatedMedia', { features });
        return { emulated: true };
      }
    }
  },
});

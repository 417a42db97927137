import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  viteFinal(vite) {
    vite.define = {
      ...vite.define,
      __CIVIC_VERSION__: JSON.stringify(process.env.npm_package_version ?? '0.0.0'),
    };
    // The reference server runs in the page, on a database that finds its files by its own address.
    vite.optimizeDeps = {
      ...vite.optimizeDeps,
      exclude: [...(vite.optimizeDeps?.exclude ?? []), '@electric-sql/pglite'],
    };
    // Emscripten's own way of finding out where it runs.
    vite.build = { ...vite.build, rolldownOptions: { checks: { eval: false } }, chunkSizeWarningLimit: 5000 };
    // Workers and the database's files are modules.
    vite.worker = { ...vite.worker, format: 'es' };
    return vite;
  },
};
export default config;

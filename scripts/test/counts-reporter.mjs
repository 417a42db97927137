import { writeFileSync } from 'node:fs';

/** What development builds of Lit say whenever they are used. */
const ALWAYS = /lit\.dev\/msg\/(dev-mode|multiple-versions)/;
const LIT_WARNING = /lit\.dev\/msg\//;

export const isNoise = (log) => log.args.some((arg) => ALWAYS.test(String(arg)));

const testsIn = (suite) => (suite ? [...suite.tests, ...suite.suites.flatMap(testsIn)] : []);

/**
 * Writes what really ran, for the closing line of `npm test`. A file that breaks off, one that holds no test and one
 * in which Lit warns count as a failed test.
 * @param {string | undefined} path
 * @returns {import('@web/test-runner').Reporter}
 */
export function countsReporter(path) {
  return {
    onTestRunFinished({ sessions }) {
      if (!path) return;
      const counts = { files: 0, passed: 0, failed: 0, skipped: 0 };
      for (const { testFile, testResults, errors, logs } of sessions) {
        const tests = testsIn(testResults);
        const failed = tests.filter((test) => !test.passed && !test.skipped).length;
        const warnings = logs.flat().filter((text) => LIT_WARNING.test(String(text)));
        for (const warning of warnings) console.log(`Lit warns in ${testFile}: ${warning}`);
        counts.files += 1;
        counts.passed += tests.filter((test) => test.passed).length;
        counts.skipped += tests.filter((test) => test.skipped).length;
        counts.failed +=
          failed + (warnings.length ? 1 : 0) + (!failed && (errors.length || !tests.length) ? 1 : 0);
      }
      writeFileSync(path, JSON.stringify(counts));
    },
  };
}

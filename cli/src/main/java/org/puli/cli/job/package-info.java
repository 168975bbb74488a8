/**
 * The verbs of jobs: submit, list, show, pause, resume, cancel, retry, log, blocklist, delete. Run on the main thread.
 * Use FarmClient, the job reader, shared and picocli.
 */
@NullMarked
package org.puli.cli.job;

import org.jspecify.annotations.NullMarked;

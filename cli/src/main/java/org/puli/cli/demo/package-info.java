/**
 * A whole farm for a newcomer: starts dispatcher and workers as processes, submits a job and watches it. Runs on the
 * main thread. Uses FarmClient, shared, picocli, and is the only verb that starts processes.
 */
@NullMarked
package org.puli.cli.demo;

import org.jspecify.annotations.NullMarked;

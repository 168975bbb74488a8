/**
 * The verbs for the worker of the machine one sits at. They need no dispatcher and no token. Run on the main thread.
 * Use LocalWorker, shared and picocli.
 */
@NullMarked
package org.puli.cli.local;

import org.jspecify.annotations.NullMarked;

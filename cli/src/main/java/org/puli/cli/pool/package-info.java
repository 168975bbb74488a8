/**
 * The verbs of pools. Run on the main thread. Use FarmClient, shared and picocli.
 */
@NullMarked
package org.puli.cli.pool;

import org.jspecify.annotations.NullMarked;

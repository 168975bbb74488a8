/**
 * The verb {@code usage}. Runs on the main thread. Uses FarmClient, shared and picocli.
 */
@NullMarked
package org.puli.cli.usage;

import org.jspecify.annotations.NullMarked;

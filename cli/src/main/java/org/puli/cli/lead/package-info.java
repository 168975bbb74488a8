/**
 * Which of several dispatchers leads. Runs on the main thread. Uses FarmClient, shared and picocli.
 */
@NullMarked
package org.puli.cli.lead;

import org.jspecify.annotations.NullMarked;

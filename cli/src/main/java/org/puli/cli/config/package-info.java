/**
 * The verbs of settings: show and reload. Run on the main thread. Use the settings, FarmClient, shared and picocli.
 */
@NullMarked
package org.puli.cli.config;

import org.jspecify.annotations.NullMarked;

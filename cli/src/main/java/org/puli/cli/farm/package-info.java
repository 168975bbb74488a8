/**
 * The farm at a glance. Runs on the main thread. Uses FarmClient, shared and picocli.
 */
@NullMarked
package org.puli.cli.farm;

import org.jspecify.annotations.NullMarked;

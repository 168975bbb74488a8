/**
 * Settings of the programs: which there are, where their values come from, and what they mean. Read once at start and
 * at a reload, on the caller's thread. Uses SnakeYAML Engine.
 */
@NullMarked
package org.puli.api.config;

import org.jspecify.annotations.NullMarked;

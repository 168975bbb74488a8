/**
 * Text to values and back: JSON for the wire, YAML and JSON for job files. Stateless, safe on every thread. Uses
 * Jackson and SnakeYAML Engine.
 */
@NullMarked
package org.puli.api.json;

import org.jspecify.annotations.NullMarked;

package org.puli.api.json;

import org.puli.api.json.DocumentNode.Place;

/** How much of a document may be read: values in all, and levels. Spent as it is read, before anything is built. */
final class DocumentBudget {
    private int values;

    /** Takes one value at a depth from 1. */
    void spend(Place place, int depth) {
        if (depth > JobLimits.TREE_DEPTH) {
            throw Faults.single(place, "the document is nested more than " + JobLimits.TREE_DEPTH + " deep");
        }
        if (++values > JobLimits.VALUES) {
            throw Faults.single(
                    place,
                    "the document has more than " + JobLimits.VALUES
                            + " values; describe commands by 'frames', or split the job");
        }
    }
}

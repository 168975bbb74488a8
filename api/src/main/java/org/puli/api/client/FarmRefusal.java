package org.puli.api.client;

import org.puli.api.view.Problem;

/** The dispatcher answered, and the answer was no. */
public final class FarmRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    /** Keeps the dispatcher's own words. */
    public FarmRefusal(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** What the dispatcher said. */
    public Problem problem() {
        return problem;
    }
}

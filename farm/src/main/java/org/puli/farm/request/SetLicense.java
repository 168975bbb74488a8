package org.puli.farm.request;

import org.puli.api.spec.LicenseSpec;
import org.puli.api.view.LicenseView;

/** Create a license or change how many seats it has and by what they are counted. */
public record SetLicense(LicenseSpec license) implements Request<LicenseView> {}

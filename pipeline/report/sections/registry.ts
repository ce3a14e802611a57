import { comparisonSection } from './comparison.ts';
import { distributionSection } from './distribution.ts';
import { errorsSection } from './errors.ts';
import { modelSection } from './model.ts';
import { profileSection } from './profile.ts';
import { provenanceSection } from './provenance.ts';
import type { ReportSection } from './section.ts';
import { slicesSection } from './slices.ts';
import { validationSection } from './validation.ts';
import { verdictSection } from './verdict.ts';

/** The sections of a report, in the order in which they are read. */
export const sections: readonly ReportSection[] = [
  verdictSection,
  comparisonSection,
  errorsSection,
  distributionSection,
  modelSection,
  slicesSection,
  validationSection,
  profileSection,
  provenanceSection,
];

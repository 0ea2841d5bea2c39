public import PortalLanguage
public import PortalValues

/// When a job runs.
public enum JobSchedule: Sendable, Hashable {
    /// So many seconds after it last ended; the first time at once.
    case every(seconds: Int)
    /// Once a day, at this time of the organisation's clock. Where that time is skipped (the beginning of summer time), an hour later.
    case daily(hour: Int, minute: Int)

    /// The next time after a moment.
    public func next(after moment: Instant, in zone: Zone) -> Instant {
        switch self {
        case .every(let seconds): return moment.adding(seconds: Int64(min(max(seconds, 1), 31_536_000)))
        case .daily(let hour, let minute):
            let second = min(max(hour, 0), 23) * 3600 + min(max(minute, 0), 59) * 60
            let today = zone.local(moment).day
            for day in [today, today.adding(days: 1), today.adding(days: 2)] {
                let wanted =
                    zone.instant(day: day, secondOfDay: second) ?? zone.instant(day: day, secondOfDay: second + 3600)
                if let wanted, wanted > moment { return wanted }
            }
            return moment.adding(seconds: 86_400)
        }
    }

    /// The first time, for a portal that starts at this moment.
    func first(from moment: Instant, in zone: Zone) -> Instant {
        switch self {
        case .every: moment
        case .daily: next(after: moment, in: zone)
        }
    }

    /// The next try after so many failures in a row: half a minute, doubled each time, at most an hour.
    static func retry(failures: Int, at moment: Instant) -> Instant {
        let doublings = min(max(failures - 1, 0), 7)
        return moment.adding(seconds: min(30 << Int64(doublings), 3600))
    }
}

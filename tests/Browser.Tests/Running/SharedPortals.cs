namespace Browser.Tests.Running;

/// <summary>
/// Classes whose tests make their own sites and look for those alone share a portal, because a process that has just started takes long over
/// every page. Two of them, so that one class of each runs beside the other. A class that counts what is in a list, reads the first number
/// of a year or turns the clock has a portal of its own, as <see cref="IClassFixture{TFixture}"/>.
/// </summary>
[CollectionDefinition(nameof(ApplicationsPortal))]
public sealed class ApplicationsPortal : ICollectionFixture<Visitors>;

/// <inheritdoc cref="ApplicationsPortal"/>
[CollectionDefinition(nameof(SitesPortal))]
public sealed class SitesPortal : ICollectionFixture<Visitors>;

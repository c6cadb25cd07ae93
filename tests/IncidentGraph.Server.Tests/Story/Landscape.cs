namespace IncidentGraph.Server.Tests.Story;

/// <summary>XYZ Corp's services, as an admin registers them: checkout needs a gateway, a database, an inventory and a login.</summary>
internal static class Landscape
{
    public static async Task Register(Colleague admin)
    {
        await admin.Do("defineTeam", new { key = "payments", name = "Payments", memberIds = new[] { "ravi", "leila" } });
        await Service(admin, "checkout", "Checkout", tier: 1);
        await Service(admin, "payment-gateway", "Payment gateway", tier: 1, isExternal: true);
        await Service(admin, "orders-database", "Orders database", tier: 1);
        await Service(admin, "inventory-api", "Inventory API", tier: 2);
        await Service(admin, "user-authentication", "User authentication", tier: 1);
        foreach (var dependsOnId in new[] { "payment-gateway", "orders-database", "inventory-api", "user-authentication" })
            await admin.Do("addDependency", new { serviceId = "checkout", dependsOnId, kind = "HARD", critical = dependsOnId != "inventory-api" });
    }

    private static Task Service(Colleague admin, string key, string name, int tier, bool isExternal = false) =>
        admin.Do("registerService", new { key, name, tier, isExternal, ownerId = "payments" });
}
